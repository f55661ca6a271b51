using System.Threading.Channels;
using Cmr.Soap.Hosting;

namespace Cmr.Tests.Soap;

/// <summary>Keeps what it is told.</summary>
internal sealed class RecordingObserver : ISoapObserver
{
    private readonly Channel<SoapExchange> _told = Channel.CreateUnbounded<SoapExchange>();

    public int Waiting => _told.Reader.Count;

    public void Completed(SoapExchange exchange) => _told.Writer.TryWrite(exchange);

    public Task<SoapExchange> NextAsync() => _told.Reader.ReadAsync(CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(20));
}
