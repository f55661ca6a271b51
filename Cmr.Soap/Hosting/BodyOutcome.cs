namespace Cmr.Soap.Hosting;

/// <summary>What came of reading a request body.</summary>
internal enum BodyOutcome
{
    Complete,
    TooLarge,
    TooSlow,

    /// <summary>It is not in the chunks, or not packed in the way, that its header says.</summary>
    Damaged,
}
