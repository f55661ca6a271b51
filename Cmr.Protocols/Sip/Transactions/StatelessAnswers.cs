using System.Globalization;
using Cmr.Protocols.Sip.Headers;
using Cmr.Protocols.Sip.Messages;
using Cmr.Protocols.Text;

namespace Cmr.Protocols.Sip.Transactions;

/// <summary>
/// Answers requests without keeping anything of them (RFC 3261 §8.2.7): a repeated request gets the same answer, To tag included,
/// and the ACK of such an answer is recognised by that tag. Used where a transaction would cost more than the request is worth. Any thread.
/// </summary>
/// <param name="key">16 random octets, the same as long as the process lives.</param>
public sealed class StatelessAnswers(ReadOnlySpan<byte> key)
{
    private const int TagLength = 16;
    private readonly SipHash _hash = new(key);

    /// <summary>The same number for a request, its repetitions, its CANCEL and the ACK of its refusal; unforeseeable for others.</summary>
    public ulong DigestOf(SipRequest request)
    {
        ulong digest = _hash.Of(request.CallId.Span);
        digest = _hash.Of(digest ^ request.CSeq.Number);
        return _hash.Of(digest ^ _hash.Of(request.From.Tag.Span));
    }

    /// <summary>The same number for a request and its repetitions only: the branch of its Via counts too.</summary>
    public ulong TransactionDigestOf(SipRequest request) => _hash.Of(DigestOf(request) ^ _hash.Of(request.TopVia.Branch.Span));

    /// <summary>Makes the answer to a request that is no ACK.</summary>
    /// <param name="request">As received.</param>
    /// <param name="source">Where it came from.</param>
    /// <param name="status">A final status.</param>
    /// <param name="retryAfter">Seconds for Retry-After; 0: none.</param>
    /// <returns>The answer and where it goes.</returns>
    public (SipResponse Answer, SipEndpoint Destination) Answer(SipRequest request, SipEndpoint source, SipStatus status, int retryAfter = 0)
    {
        SipResponseBuilder builder = SipResponse.For(ViaRouting.WithSource(request, source), status);
        if (request.To.Tag.IsEmpty) builder.WithToTag(TagOf(request));
        if (retryAfter > 0) builder.Set(HeaderId.RetryAfter, retryAfter.ToString(CultureInfo.InvariantCulture));
        return (builder.Build(), ViaRouting.ResponseDestination(request.TopVia, source));
    }

    /// <summary>This ACK belongs to an answer made here.</summary>
    public bool IsOwn(SipRequest ack) => ack.To.Tag.Length == TagLength && ack.To.Tag == TagOf(ack);

    internal Utf8Text TagOf(SipRequest request) => DigestOf(request).ToString("x16", CultureInfo.InvariantCulture);
}
