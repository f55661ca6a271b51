namespace Cmr.Persistence;

/// <summary>The database cannot be reached, does not answer in time, or has broken the connection.</summary>
public sealed class StorageUnavailableException : Exception
{
    /// <summary>Makes the exception.</summary>
    public StorageUnavailableException()
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What could not be done.</param>
    public StorageUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What could not be done.</param>
    /// <param name="innerException">What the driver reported.</param>
    public StorageUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
