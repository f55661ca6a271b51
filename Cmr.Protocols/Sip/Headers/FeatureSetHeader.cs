using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>
/// One value of Accept-Contact, Reject-Contact (RFC 3841 §9) or Feature-Caps (RFC 6809 §6): <c>*;+g.3gpp.icsi-ref="…";require;explicit</c>.
/// </summary>
/// <param name="Parameters">Feature tags and flags.</param>
public readonly record struct FeatureSetHeader(HeaderParameters Parameters)
{
    /// <summary><c>require</c>: contacts that do not match are dropped.</summary>
    public bool IsRequired => Parameters.Contains("require"u8);

    /// <summary><c>explicit</c>: contacts that say nothing do not match.</summary>
    public bool IsExplicit => Parameters.Contains("explicit"u8);

    /// <summary>The feature tag is there, whatever its value; <c>+</c> of a tag outside the base set belongs to the name.</summary>
    public bool Has(ReadOnlySpan<byte> tag) => Parameters.Contains(tag);

    /// <summary>One of the values of the feature tag, separated by commas, is this one; without regard to case.</summary>
    public bool Has(ReadOnlySpan<byte> tag, ReadOnlySpan<byte> wanted)
    {
        Utf8Text values = Parameters.Get(tag);
        foreach (Range range in values.Span.Split((byte)','))
        {
            if (values.Part(range).Trim().EqualsIgnoreCase(wanted))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads one whole value.</summary>
    public static bool TryRead(Utf8Text source, out FeatureSetHeader value)
    {
        TextLexer lexer = new(source.Trim());
        value = default;
        if (!lexer.TrySkip((byte)'*') || !HeaderParameters.TryRead(ref lexer, out HeaderParameters parameters))
        {
            return false;
        }

        value = new FeatureSetHeader(parameters);
        return lexer.AtEnd;
    }

    /// <summary>Canonical form.</summary>
    public override string ToString() => $"*{Parameters}";
}
