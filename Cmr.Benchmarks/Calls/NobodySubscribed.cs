using Cmr.Contracts.MediaControl;
using Cmr.Domain.Calls;
using Cmr.Domain.Choosing;
using Cmr.Domain.Parties;
using Cmr.Persistence.Calls;
using Cmr.Persistence.Presentations;
using Cmr.Persistence.Profiles;
using Cmr.Persistence.Settings;
using Cmr.Sip.MediaClient;

namespace Cmr.Benchmarks.Calls;

/// <summary>What stands around a node: no subscriber, no worker, records that go nowhere. A call through it is only SIP.</summary>
internal sealed class NobodySubscribed : IRingingProfileReader, ISystemSettings, ICallRecordWriter, IPresentationWriter, IMediaPlane
{
    private readonly SystemSettings _settings = new(new Dictionary<string, string>(StringComparer.Ordinal));

    public ValueTask<RingingView> ReadAsync(PartyIdentity called, CancellationToken cancellationToken) => ValueTask.FromResult(RingingView.NoSubscriber);

    public ValueTask<SystemSettings> ReadAsync(CancellationToken cancellationToken) => ValueTask.FromResult(_settings);

    public void Forget()
    {
    }

    public bool Post(CallRecord record) => true;

    public void Begun(PresentationRecord record)
    {
    }

    public void Ended(string listener, Guid presentationId, DateTimeOffset at)
    {
    }

    public void Post(MediaCommand command, IMediaEventSink sink) =>
        sink.Accept(new MediaFailed(command.SessionId, command.CommandId, MediaFailureReason.Unreachable, "no media here"));
}
