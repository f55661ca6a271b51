using Cmr.Domain.Calls;
using Cmr.Domain.Choosing;
using Cmr.Domain.Parties;
using Cmr.Persistence.Calls;
using Cmr.Sip.Calls;
using Cmr.Sip.Hosting;
using Cmr.Sip.Transport;
using Microsoft.Extensions.Options;

namespace Cmr.Sip.Partitions;

/// <summary>Turns finished calls into call records; the writer stores them off the call path.</summary>
internal sealed class CallRecorder(ICallRecordWriter writer, NumberingPlan plan, EngineClock clock, IOptions<SipOptions> options, TimeProvider time, ILogger<CallRecorder> logger)
{
    private readonly LogBudget _logBudget = new(time, perSecond: 2);

    public void Write(CallSummary summary)
    {
        DateTimeOffset receivedAt = clock.AtWall(summary.ReceivedAt);
        RingingChoice choice = summary.PresentedAt is null ? RingingChoice.None : summary.Reply?.Choice ?? RingingChoice.None;
        CallRecord record = new()
        {
            RecordId = Guid.CreateVersion7(receivedAt),
            Node = options.Value.NodeName,
            CallId = summary.CallId,
            Caller = summary.Parties.CallerHidden ? null : Normalize(summary.Parties.Caller),
            Called = Normalize(summary.Parties.Called) ?? summary.Parties.Called,
            Subscribed = summary.Reply?.Subscribed ?? false,
            Origin = choice.Origin,
            RuleId = choice.RuleId,
            ResourceIds = [.. choice.Resources.Select(resource => resource.ResourceId)],
            Mode = summary.Mode,
            ReceivedAt = receivedAt,
            RingingAt = AtWall(summary.RingingAt),
            PresentedAt = AtWall(summary.PresentedAt),
            PresentationEndedAt = AtWall(summary.PresentationEndedAt),
            AnsweredAt = AtWall(summary.AnsweredAt),
            EndedAt = clock.AtWall(summary.EndedAt),
            Outcome = summary.Outcome,
            FinalStatus = summary.FinalStatus,
        };
        writer.Post(record);
        if (summary.PresentationFailed && _logBudget.TryTake()) logger.PresentationFailed(summary.CallId, summary.Mode);
        logger.CallEnded(summary.CallId, summary.Mode, summary.Outcome, summary.FinalStatus);
    }

    private DateTimeOffset? AtWall(TimeSpan? moment) => moment is { } at ? clock.AtWall(at) : null;

    private string? Normalize(string uri) => PartyIdentity.TryParse(uri, plan, out PartyIdentity identity) ? identity.Value : null;
}
