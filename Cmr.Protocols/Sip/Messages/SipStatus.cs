using System.Globalization;

namespace Cmr.Protocols.Sip.Messages;

/// <summary>A response status code, RFC 3261 §21; the static members are those the product sends or looks for.</summary>
/// <param name="Code">100–699.</param>
#pragma warning disable CS1591 // each member is the reason phrase of the code beside it
public readonly record struct SipStatus(int Code)
{
    public static SipStatus Trying => new(100);
    public static SipStatus Ringing => new(180);
    public static SipStatus CallIsBeingForwarded => new(181);
    public static SipStatus Queued => new(182);
    public static SipStatus SessionProgress => new(183);
    public static SipStatus EarlyDialogTerminated => new(199);
    public static SipStatus Ok => new(200);
    public static SipStatus MovedTemporarily => new(302);
    public static SipStatus BadRequest => new(400);
    public static SipStatus Unauthorized => new(401);
    public static SipStatus Forbidden => new(403);
    public static SipStatus NotFound => new(404);
    public static SipStatus MethodNotAllowed => new(405);
    public static SipStatus NotAcceptable => new(406);
    public static SipStatus ProxyAuthenticationRequired => new(407);
    public static SipStatus RequestTimeout => new(408);
    public static SipStatus RequestEntityTooLarge => new(413);
    public static SipStatus UnsupportedMediaType => new(415);
    public static SipStatus UnsupportedUriScheme => new(416);
    public static SipStatus BadExtension => new(420);
    public static SipStatus SessionIntervalTooSmall => new(422);
    public static SipStatus BadInfoPackage => new(469);
    public static SipStatus TemporarilyUnavailable => new(480);
    public static SipStatus CallOrTransactionDoesNotExist => new(481);
    public static SipStatus LoopDetected => new(482);
    public static SipStatus TooManyHops => new(483);
    public static SipStatus AddressIncomplete => new(484);
    public static SipStatus BusyHere => new(486);
    public static SipStatus RequestTerminated => new(487);
    public static SipStatus NotAcceptableHere => new(488);
    public static SipStatus RequestPending => new(491);
    public static SipStatus ServerInternalError => new(500);
    public static SipStatus NotImplemented => new(501);
    public static SipStatus ServiceUnavailable => new(503);
    public static SipStatus ServerTimeout => new(504);
    public static SipStatus VersionNotSupported => new(505);
    public static SipStatus MessageTooLarge => new(513);
    public static SipStatus BusyEverywhere => new(600);
    public static SipStatus Decline => new(603);
#pragma warning restore CS1591

    /// <summary>1xx.</summary>
    public bool IsProvisional => Code < 200;

    /// <summary>2xx to 6xx.</summary>
    public bool IsFinal => Code >= 200;

    /// <summary>2xx.</summary>
    public bool IsSuccess => Code is >= 200 and < 300;

    /// <summary>3xx.</summary>
    public bool IsRedirection => Code is >= 300 and < 400;

    /// <summary>4xx, 5xx, 6xx.</summary>
    public bool IsFailure => Code >= 400;

    /// <summary>The phrase that the RFC prints beside the code.</summary>
    public string DefaultReason => SipReasonPhrases.For(Code);

    /// <summary>The three digits.</summary>
    public override string ToString() => Code.ToString(CultureInfo.InvariantCulture);
}
