namespace Cmr.Persistence.Model;

/// <summary>How far the notices about the end of a licence have come.</summary>
public enum ExpiryNotice
{
    /// <summary>Nothing was said yet.</summary>
    None = 0,

    /// <summary>That it will end was said, or needs not be.</summary>
    WillExpire = 1,

    /// <summary>That it has ended was said.</summary>
    Expired = 2,
}
