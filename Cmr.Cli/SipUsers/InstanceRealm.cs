using System.Text.Json;
using System.Text.Json.Nodes;
using Cmr.Cli.Instance;
using Cmr.Protocols.Sip.Authentication;

namespace Cmr.Cli.SipUsers;

/// <summary>The realm of an instance.</summary>
internal static class InstanceRealm
{
    /// <summary>What the configuration of its SIP node says, else the node's default.</summary>
    public static string Of(InstanceFolder folder)
    {
        string file = folder.ConfigurationOf(ProcessNames.Sip);
        if (!File.Exists(file)) return DigestUser.DefaultRealm;
        try
        {
            // As the node reads it: names in any case
            JsonNode? whole = JsonNode.Parse(File.ReadAllText(file), new JsonNodeOptions { PropertyNameCaseInsensitive = true }, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return whole?["Sip"]?["Authentication"]?["Realm"]?.GetValue<string>() ?? DigestUser.DefaultRealm;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new FormatException($"{file} cannot be read: {exception.Message}", exception);
        }
    }
}
