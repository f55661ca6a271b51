namespace Cmr.Soap.Hosting;

/// <summary>Bounds the requests that are read and executed at once, over all services, and with them the memory they take.</summary>
internal sealed class RequestGate(SoapOptions options)
{
    private int _inside;

    /// <summary>Lets a request in unless it is full; who is let in leaves again.</summary>
    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _inside) <= options.MaxConcurrentRequests) return true;
        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _inside);
}
