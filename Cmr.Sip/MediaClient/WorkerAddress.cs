using System.Globalization;

namespace Cmr.Sip.MediaClient;

/// <summary>Where a media worker takes control connections.</summary>
internal readonly record struct WorkerAddress(string Host, int Port)
{
    /// <summary>Reads <c>host:port</c>; an IPv6 literal stands in brackets.</summary>
    public static bool TryParse(string text, out WorkerAddress address)
    {
        int colon = text.LastIndexOf(':');
        bool valid = int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port)
            && colon > 0
            && port is > 0 and <= 65535;
        address = valid ? new WorkerAddress(text[..colon].Trim('[', ']'), port) : default;
        return valid;
    }

    /// <inheritdoc/>
    public override string ToString() => Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
