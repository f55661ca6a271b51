using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>Privacy, RFC 3323 §4.2: <c>id;header;critical</c>.</summary>
/// <param name="Raw">The priv-values, separated by semicolons (or commas, which older stacks write).</param>
public readonly record struct PrivacyHeader(Utf8Text Raw)
{
    /// <summary>Reads one whole value.</summary>
    public static bool TryRead(Utf8Text source, out PrivacyHeader value)
    {
        value = new PrivacyHeader(source.Trim());
        return value.Raw.Span.ContainsAny(Abnf.Token);
    }

    /// <summary>As written.</summary>
    public override string ToString() => Raw.ToString();

    /// <summary>The value is asked for, such as <c>id</c> (RFC 3325 §9.3), <c>user</c>, <c>header</c>, <c>none</c>.</summary>
    public bool Contains(ReadOnlySpan<byte> wanted)
    {
        foreach (Range range in Raw.Span.SplitAny(";,"u8))
        {
            if (Raw.Part(range).Trim().EqualsIgnoreCase(wanted))
            {
                return true;
            }
        }

        return false;
    }
}
