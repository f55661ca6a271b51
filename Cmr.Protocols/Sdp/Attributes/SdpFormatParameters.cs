namespace Cmr.Protocols.Sdp.Attributes;

/// <summary>The <c>name=value</c> parameters of <c>a=fmtp</c>, separated by semicolons; names compare without case.</summary>
/// <param name="Raw">As written behind the format.</param>
public readonly record struct SdpFormatParameters(string Raw)
{
    /// <summary>Looks one up; one without a value has the empty text.</summary>
    public bool TryGet(string name, out string value)
    {
        ReadOnlySpan<char> text = Raw;
        foreach (Range range in text.Split(';'))
        {
            ReadOnlySpan<char> parameter = text[range].Trim();
            int equal = parameter.IndexOf('=');
            ReadOnlySpan<char> key = equal < 0 ? parameter : parameter[..equal].TrimEnd();
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                value = equal < 0 ? string.Empty : parameter[(equal + 1)..].TrimStart().ToString();
                return true;
            }
        }

        value = string.Empty;
        return false;
    }

    /// <summary>The value, or <paramref name="fallback"/> when it is absent.</summary>
    public string Get(string name, string fallback) => TryGet(name, out string value) ? value : fallback;

    /// <summary>With one parameter more, at the end; one of that name is replaced.</summary>
    public SdpFormatParameters With(string name, string value)
    {
        IEnumerable<string> others = Raw.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(parameter => !string.Equals(parameter.Split('=')[0].TrimEnd(), name, StringComparison.OrdinalIgnoreCase));
        return new SdpFormatParameters(string.Join("; ", [.. others, $"{name}={value}"]));
    }
}
