using System.Xml;

namespace Cmr.Soap.Dispatch;

/// <summary>Base of an operation with typed input and output.</summary>
/// <typeparam name="TInput">
/// What the reader makes of the request. It may well be more than the message: a reader that collects invalid parameters
/// returns them as part of the input, and the operation answers them with an ordinary response. Only what is no request
/// at all (malformed XML) ends in a fault.
/// </typeparam>
/// <typeparam name="TOutput">The response message.</typeparam>
public abstract class SoapOperation<TInput, TOutput> : ISoapOperation
    where TInput : class
    where TOutput : class
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public virtual string Description => string.Empty;

    /// <inheritdoc/>
    public abstract XmlQualifiedName RequestElement { get; }

    object ISoapOperation.Read(XmlReader body) => Read(body);

    ValueTask<object> ISoapOperation.ExecuteAsync(object input, SoapContext context, CancellationToken cancellationToken)
    {
        ValueTask<TOutput> pending = ExecuteAsync((TInput)input, context, cancellationToken);
        return pending.IsCompletedSuccessfully ? new ValueTask<object>(pending.GetAwaiter().GetResult()) : AwaitAsync(pending);

        static async ValueTask<object> AwaitAsync(ValueTask<TOutput> pending) => await pending;
    }

    object? ISoapOperation.AnswerFailure(object input, string incidentId) => AnswerFailure((TInput)input, incidentId);

    void ISoapOperation.Write(XmlWriter writer, object output) => Write(writer, (TOutput)output);

    /// <inheritdoc cref="ISoapOperation.Read"/>
    protected abstract TInput Read(XmlReader body);

    /// <inheritdoc cref="ISoapOperation.ExecuteAsync"/>
    protected abstract ValueTask<TOutput> ExecuteAsync(TInput input, SoapContext context, CancellationToken cancellationToken);

    /// <inheritdoc cref="ISoapOperation.AnswerFailure"/>
    protected virtual TOutput? AnswerFailure(TInput input, string incidentId) => null;

    /// <inheritdoc cref="ISoapOperation.Write"/>
    protected abstract void Write(XmlWriter writer, TOutput output);
}
