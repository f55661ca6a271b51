namespace Cmr.Protocols.Sip.Headers;

/// <summary>Which presentations an item of CMR-Control speaks of.</summary>
public enum CmrControlService : byte
{
    /// <summary>Both.</summary>
    All,

    /// <summary>What the caller hears and sees while the phone rings.</summary>
    CmrBt,

    /// <summary>What the called party hears and sees while its phone rings.</summary>
    CmrT,
}
