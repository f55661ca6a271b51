namespace Cmr.Soap.Hosting;

/// <summary>What came of reading a request body.</summary>
internal enum BodyOutcome
{
    Complete,
    TooLarge,
    TooSlow,

    /// <summary>It says it is packed, but cannot be unpacked.</summary>
    Damaged,
}
