using System.Security.Cryptography;
using System.Text.Json;

namespace Cmr.Cli.Instance;

/// <summary>Makes the secrets of an instance on its first run; each file is readable by its owner only.</summary>
internal static class InstanceSecrets
{
    private const string OperatorPrincipal = "operator";
    private const int SecretOctets = 32;

    public static void EnsureKey(InstanceFolder folder)
    {
        if (!File.Exists(folder.SecretFile))
            WritePrivate(folder.SecretFile, Convert.ToBase64String(RandomNumberGenerator.GetBytes(SecretOctets)));
    }

    /// <summary>A file of users without any, so that the SIP node finds one that its owner alone can read.</summary>
    public static void EnsureSipUsers(InstanceFolder folder)
    {
        if (!File.Exists(folder.SipUsersFile)) WritePrivate(folder.SipUsersFile, "");
    }

    public static OperatorCredentials EnsureOperator(InstanceFolder folder)
    {
        if (OperatorCredentials.Load(folder) is { } known) return known;
        var created = new OperatorCredentials(OperatorPrincipal, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretOctets / 2)));
        WritePrivate(folder.OperatorFile, JsonSerializer.Serialize(created, InstanceJson.Default.OperatorCredentials));
        return created;
    }

    /// <summary>Writes a file that its owner alone can read, whole or not at all.</summary>
    public static void WritePrivate(string path, string text)
    {
        string next = path + ".new";
        File.Delete(next);
        using (var stream = new FileStream(next, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        using (var writer = new StreamWriter(stream))
        {
            writer.Write(text);
        }

        File.Move(next, path, overwrite: true);
    }
}
