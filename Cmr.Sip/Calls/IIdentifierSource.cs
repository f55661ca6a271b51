namespace Cmr.Sip.Calls;

/// <summary>Where tags, branches, RSeq and session ids come from: unguessable in a process (RFC 3261 §19.3), repeatable in a simulation.</summary>
internal interface IIdentifierSource
{
    /// <summary>A value with at least 64 random bits, in token characters.</summary>
    string NextToken();

    /// <summary>A number from <paramref name="minimum"/> to <paramref name="maximum"/>, both included.</summary>
    int NextNumber(int minimum, int maximum);

    /// <summary>An id of 128 bits.</summary>
    Guid NextGuid();
}
