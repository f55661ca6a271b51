using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Headers;

/// <summary>Replaces (RFC 3891 §6.1), Join (RFC 3911 §7.1) or Target-Dialog (RFC 4538 §7): a dialog by its identifiers.</summary>
/// <param name="CallId">Call-ID, compared octet by octet.</param>
/// <param name="Parameters">to-tag, from-tag, early-only and others.</param>
public readonly record struct DialogReferenceHeader(Utf8Text CallId, HeaderParameters Parameters)
{
    /// <summary>Tag of the recipient's side; never empty.</summary>
    public Utf8Text ToTag => Tag("to-tag"u8, "local-tag"u8);

    /// <summary>Tag of the other side; never empty.</summary>
    public Utf8Text FromTag => Tag("from-tag"u8, "remote-tag"u8);

    /// <summary><c>early-only</c>: the dialog must not be confirmed.</summary>
    public bool IsEarlyOnly => Parameters.Contains("early-only"u8);

    /// <summary>Reads one whole value; both tags have to be there.</summary>
    public static bool TryRead(Utf8Text source, out DialogReferenceHeader value)
    {
        TextLexer lexer = new(source.Trim());
        value = default;
        if (!lexer.TryTake(Abnf.CallId, out Utf8Text callId) || !HeaderParameters.TryRead(ref lexer, out HeaderParameters parameters))
        {
            return false;
        }

        value = new DialogReferenceHeader(callId, parameters);
        return lexer.AtEnd && !value.ToTag.IsEmpty && !value.FromTag.IsEmpty;
    }

    /// <summary>Canonical form.</summary>
    public override string ToString() => $"{CallId}{Parameters}";

    private Utf8Text Tag(ReadOnlySpan<byte> name, ReadOnlySpan<byte> nameInTargetDialog) =>
        Parameters.TryGet(name, out Utf8Text value) ? value : Parameters.Get(nameInTargetDialog);
}
