namespace Cmr.Domain.Subscribers;

/// <summary>Which of the two services a presentation belongs to; the numbers are those of the management interface.</summary>
public enum RingingService
{
    /// <summary>CMRBT: what the calling party hears and sees until the called party answers.</summary>
    Ringback = 1,

    /// <summary>CMRT: what the called party's phone rings with.</summary>
    RingTone = 2,
}
