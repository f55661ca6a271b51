namespace Cmr.Contracts.Reading;

/// <summary>What came of reading a message: the message, and every parameter at fault.</summary>
/// <typeparam name="T">The message type.</typeparam>
/// <param name="message">The message, as far as it could be read.</param>
/// <param name="errors">The parameters at fault, in the order met; empty when the message is valid.</param>
/// <remarks>
/// When <see cref="IsValid"/> is <see langword="false"/> the message is good for one thing: the parameters that could be read
/// (TransactionId above all) go into the answer. Mandatory parameters at fault hold an empty string or zero.
/// </remarks>
public sealed class MessageReading<T>(T message, IReadOnlyList<ReadError> errors)
    where T : class
{
    /// <summary>The message, as far as it could be read.</summary>
    public T Message { get; } = message;

    /// <summary>The parameters at fault, in the order met, at most sixteen; empty when the message is valid.</summary>
    public IReadOnlyList<ReadError> Errors { get; } = errors;

    /// <summary>Whether every parameter is present and right.</summary>
    public bool IsValid => Errors.Count == 0;
}
