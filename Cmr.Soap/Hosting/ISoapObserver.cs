namespace Cmr.Soap.Hosting;

/// <summary>Is told of every POST to a service once its answer is decided, whatever the answer is. Must not wait and must not throw.</summary>
public interface ISoapObserver
{
    /// <summary>A request was answered, or its client went away.</summary>
    /// <param name="exchange">What became of it.</param>
    void Completed(SoapExchange exchange);
}
