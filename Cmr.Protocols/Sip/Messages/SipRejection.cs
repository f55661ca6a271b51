namespace Cmr.Protocols.Sip.Messages;

/// <summary>Why octets are no acceptable SIP message. <see cref="SipReplies"/> says what to do about each.</summary>
public enum SipRejection : byte
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>No octets but line ends: a keep-alive (RFC 5626 §3.5.1).</summary>
    KeepAlive,

    /// <summary>Longer than <see cref="SipLimits.MaxMessageBytes"/>.</summary>
    MessageTooLarge,

    /// <summary>More header lines than <see cref="SipLimits.MaxHeaderLines"/>.</summary>
    TooManyHeaders,

    /// <summary>A header longer than <see cref="SipLimits.MaxHeaderBytes"/>, folded lines together.</summary>
    HeaderTooLong,

    /// <summary>More values in one header field than <see cref="SipLimits.MaxValuesPerHeader"/>.</summary>
    TooManyValues,

    /// <summary>The first line is neither a request line nor a status line.</summary>
    BadStartLine,

    /// <summary>A line ends in LF alone and <see cref="SipLeniency.BareLineFeed"/> is off.</summary>
    BareLineFeed,

    /// <summary>The empty line after the headers is missing.</summary>
    HeadersNotEnded,

    /// <summary>SIP version other than 2.0.</summary>
    BadVersion,

    /// <summary>Request-URI is no URI, or has headers, white space or brackets.</summary>
    BadRequestUri,

    /// <summary>Request-URI of a scheme that cannot be routed.</summary>
    UnknownUriScheme,

    /// <summary>Status code is not 100–699.</summary>
    BadStatusCode,

    /// <summary>A header line without a name or a colon.</summary>
    BadHeaderLine,

    /// <summary>A header field that may come once came twice.</summary>
    DuplicateHeader,

    /// <summary>No Via.</summary>
    MissingVia,

    /// <summary>No From.</summary>
    MissingFrom,

    /// <summary>No To.</summary>
    MissingTo,

    /// <summary>No Call-ID.</summary>
    MissingCallId,

    /// <summary>No CSeq.</summary>
    MissingCSeq,

    /// <summary>A request without Max-Forwards and <see cref="SipLeniency.MissingMaxForwards"/> is off.</summary>
    MissingMaxForwards,

    /// <summary>Malformed Via.</summary>
    BadVia,

    /// <summary>Malformed From.</summary>
    BadFrom,

    /// <summary>Malformed To.</summary>
    BadTo,

    /// <summary>Malformed Call-ID.</summary>
    BadCallId,

    /// <summary>Malformed CSeq, or a number above 2³¹−1.</summary>
    BadCSeq,

    /// <summary>CSeq names another method than the request line.</summary>
    CSeqMethodMismatch,

    /// <summary>Max-Forwards is no number up to 255.</summary>
    BadMaxForwards,

    /// <summary>Malformed Contact.</summary>
    BadContact,

    /// <summary>Malformed Route or Record-Route.</summary>
    BadRoute,

    /// <summary>Content-Length is no number.</summary>
    BadContentLength,

    /// <summary>Content-Length promises more than the datagram holds.</summary>
    BodyTruncated,

    /// <summary>Malformed Content-Type.</summary>
    BadContentType,

    /// <summary>Malformed Require or Proxy-Require.</summary>
    BadOptionTag,

    /// <summary>Malformed RSeq.</summary>
    BadRSeq,

    /// <summary>Malformed RAck.</summary>
    BadRAck,

    /// <summary>Malformed Expires.</summary>
    BadExpires,
}
