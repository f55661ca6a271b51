using System.Text.Json;

namespace Cmr.Cli.Instance;

/// <summary>The Service Provider principal of the first run, as kept in <c>operator.json</c>.</summary>
internal sealed record OperatorCredentials(string PrincipalId, string Secret)
{
    public override string ToString() => $"OperatorCredentials {{ PrincipalId = {PrincipalId} }}";

    public static OperatorCredentials? Load(InstanceFolder folder) =>
        File.Exists(folder.OperatorFile)
            ? JsonSerializer.Deserialize(File.ReadAllText(folder.OperatorFile), InstanceJson.Default.OperatorCredentials)
            : null;
}
