namespace Cmr.Protocols.Sdp.OfferAnswer;

/// <summary>Why a description is no legal answer, or no legal next offer.</summary>
public enum ExchangeProblem : byte
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>Another number of media lines than the offer, or fewer than before (RFC 3264 §6, §8).</summary>
    MediaCount,

    /// <summary>A media line of another type than the line it answers (RFC 3264 §6).</summary>
    MediaType,

    /// <summary>A media line of another transport than the line it answers (RFC 3264 §6.1).</summary>
    Protocol,

    /// <summary>A stream that was refused in the offer is accepted (RFC 3264 §6).</summary>
    RefusedStream,

    /// <summary>An accepted stream without a format of the offer (RFC 3264 §6.1).</summary>
    Formats,

    /// <summary>A direction that the offer does not allow (RFC 3264 §6.1).</summary>
    Direction,

    /// <summary>A payload type that stood for another format before (RFC 3264 §8.3.2).</summary>
    PayloadType,

    /// <summary>Another user, session id or address in <c>o=</c> (RFC 3264 §8).</summary>
    Origin,

    /// <summary>A version that is not one higher though something changed, or changed though nothing did (RFC 3264 §8).</summary>
    Version,
}
