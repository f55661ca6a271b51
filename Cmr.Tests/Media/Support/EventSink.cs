using System.Threading.Channels;
using Cmr.Contracts.MediaControl;
using Cmr.Sip.MediaClient;

namespace Cmr.Tests.Media.Support;

/// <summary>Keeps events until a test asks for them.</summary>
internal sealed class EventSink : IMediaEventSink
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Channel<MediaEvent> _events = Channel.CreateUnbounded<MediaEvent>();

    public void Accept(MediaEvent mediaEvent) => _events.Writer.TryWrite(mediaEvent);

    public async Task<TEvent> NextAsync<TEvent>()
        where TEvent : MediaEvent
    {
        MediaEvent next = await _events.Reader.ReadAsync().AsTask().WaitAsync(Patience);
        return next as TEvent ?? throw new AssertFailedException($"{typeof(TEvent).Name} was expected, {next} came");
    }

    public IReadOnlyList<MediaEvent> TakeAll()
    {
        var all = new List<MediaEvent>();
        while (_events.Reader.TryRead(out MediaEvent? next))
        {
            all.Add(next);
        }

        return all;
    }
}
