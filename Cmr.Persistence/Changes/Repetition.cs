namespace Cmr.Persistence.Changes;

/// <summary>Whether a request came before.</summary>
public abstract record Repetition
{
    private Repetition()
    {
    }

    /// <summary>It did not.</summary>
    public sealed record First : Repetition;

    /// <summary>It did, with the same content.</summary>
    /// <param name="Answer">The first answer.</param>
    public sealed record Same(byte[] Answer) : Repetition;

    /// <summary>Its TransactionId did, with other content.</summary>
    public sealed record Different : Repetition;
}
