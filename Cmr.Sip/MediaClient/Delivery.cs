using Cmr.Contracts.MediaControl;

namespace Cmr.Sip.MediaClient;

/// <summary>What is to be done outside of the router's lock: an event for a call, or a message for a worker.</summary>
internal readonly record struct Delivery(IMediaEventSink? Sink, MediaEvent? Event, Worker? Worker, ControlMessage? Message)
{
    /// <summary>Tells a call.</summary>
    public static Delivery To(IMediaEventSink sink, MediaEvent mediaEvent) => new(sink, mediaEvent, null, null);

    /// <summary>Tells a worker.</summary>
    public static Delivery To(Worker worker, ControlMessage message) => new(null, null, worker, message);

    /// <summary>Does it.</summary>
    public void Carry()
    {
        if (Sink is not null && Event is not null)
        {
            Sink.Accept(Event);
        }
        else if (Worker is not null && Message is not null)
        {
            Worker.Link.Send(Message);
        }
    }
}
