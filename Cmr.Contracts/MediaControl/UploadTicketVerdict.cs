namespace Cmr.Contracts.MediaControl;

/// <summary>What came of checking an <see cref="UploadTicket"/>.</summary>
public enum UploadTicketVerdict
{
    /// <summary>Signed by this instance and still good.</summary>
    Valid,

    /// <summary>The signature is missing, malformed or not of this instance.</summary>
    Forged,

    /// <summary>Signed by this instance, but too old.</summary>
    Expired,
}
