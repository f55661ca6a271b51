namespace Cmr.Sip.Tracing;

/// <summary>Lines of a description that hold keys or passwords (RFC 4568, RFC 8839, RFC 4567, RFC 4566 §5.12).</summary>
internal static class SdpSecrets
{
    private static readonly string[] Lines = ["a=crypto:", "a=ice-pwd:", "a=key-mgmt:", "a=3ge2ae:", "k="];

    /// <summary>Overwrites the value of a line if it is one of them.</summary>
    public static void Overwrite(Span<byte> line)
    {
        foreach (string name in Lines)
        {
            if (!OctetSearch.StartsWith(line, name)) continue;
            Span<byte> value = line[name.Length..];
            // Tag and suite of a=crypto may be seen: agreeing on them is what goes wrong
            int keys = OctetSearch.IndexOf(value, "inline:");
            value[(keys < 0 ? 0 : keys + "inline:".Length)..].Fill((byte)'x');
            return;
        }
    }
}
