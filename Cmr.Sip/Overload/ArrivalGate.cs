using Cmr.Protocols.Sip.Messages;
using Cmr.Sip.Engine;
using Cmr.Sip.Partitions;

namespace Cmr.Sip.Overload;

/// <summary>
/// Stands before a mailbox and decides, on the receiving thread, what is worked on and what is turned away before anything is kept of it.
/// Work in progress comes in as long as there is room. Any thread.
/// </summary>
/// <param name="mailbox">What it guards.</param>
/// <param name="rules">What all gates share.</param>
/// <param name="callsNow">Calls going on behind the mailbox.</param>
/// <param name="maxCalls">How many may.</param>
internal sealed class ArrivalGate(Mailbox mailbox, GateRules rules, Func<int> callsNow, int maxCalls)
{
    private const int RepetitionsRemembered = 32_768;
    private static readonly TimeSpan RepetitionTime = TimeSpan.FromSeconds(32); // 64·T1: nobody repeats a request longer than that
    private static readonly TimeSpan Strain = TimeSpan.FromSeconds(1);
    private readonly Lock _gate = new();
    private readonly RecentRequests _letIn = new(RepetitionsRemembered, RepetitionTime);
    private readonly RateBudget _urgent = new(rules.Options.MaxUrgentPerSecond);
    private readonly RateBudget _refusals = new(rules.Options.MaxRefusalsPerSecond);
    private TimeSpan _refusedAt = TimeSpan.MinValue;

    /// <summary>New work was refused in the last second because there was too much of it.</summary>
    public bool IsOverloadedAt(TimeSpan now)
    {
        lock (_gate) return IsStrained(now);
    }

    /// <summary>Requests let in that are remembered, for repetitions.</summary>
    public int Remembered
    {
        get
        {
            lock (_gate) return _letIn.Count;
        }
    }

    /// <summary>Decides, and puts in what is taken.</summary>
    public Verdict Offer(EngineInput.Message message, TimeSpan now)
    {
        ulong call = CallIds.HashOf(message.Content.CallId);
        Urgency urgency = rules.Classifier.Of(message.Content, message.Source);
        if (urgency is not Urgency.InProgress) return OfferNew(message, (SipRequest)message.Content, urgency, call, now);
        if (message.Content is SipRequest { Method.Kind: SipMethodKind.Ack } ack && rules.Answers.IsOwn(ack))
        {
            rules.Dropped.Count(DropReason.AckOfRefusal);
            return Verdict.Dropped;
        }

        return mailbox.TryAdd(message, isNew: false, call, now) ? Verdict.Taken : Verdict.NoRoom;
    }

    /// <summary>Seconds for the Retry-After of a refused request: spread over the configured range, the same for its repetitions.</summary>
    public int RetryAfter(SipRequest request)
    {
        int spread = Math.Max(0, rules.Options.MaxRetryAfter - rules.Options.MinRetryAfter) + 1;
        return rules.Options.MinRetryAfter + (int)(rules.Answers.DigestOf(request) % (uint)spread);
    }

    private Verdict OfferNew(EngineInput.Message message, SipRequest request, Urgency urgency, ulong call, TimeSpan now)
    {
        bool isCall = request.Method.Kind is SipMethodKind.Invite;
        ulong digest = rules.Answers.TransactionDigestOf(request);
        // Its first copy is being worked on: a 503 now would be a lie
        if (isCall && IsRepetition(digest)) return mailbox.TryAdd(message, isNew: true, call, now) ? Verdict.Taken : Verdict.NoRoom;
        // That it is urgent is a claim, and lifts no source's limit
        if (!rules.Sources.MayOpen(message.Source))
        {
            rules.Dropped.Count(DropReason.SourceNewRequestRate);
            // A datagram would be sent again whatever the answer; what came over a stream would only wait in vain
            return message.Source.IsReliable ? Verdict.Refused : Verdict.Dropped;
        }


        DropReason why;
        lock (_gate)
        {
            if (WhyNot(isCall, urgency, now) is not { } reason)
            {
                if (mailbox.TryAdd(message, isNew: true, call, now))
                {
                    if (isCall) _letIn.Add(digest, now);
                    return Verdict.Taken;
                }

                reason = DropReason.Overloaded;
            }

            if (reason is DropReason.Overloaded && isCall) _refusedAt = now;
            why = _refusals.TryTake(now) ? reason : DropReason.RefusalBudget;
        }

        rules.Dropped.Count(why);
        return why is DropReason.RefusalBudget ? Verdict.Dropped : Verdict.Refused;
    }

    private DropReason? WhyNot(bool isCall, Urgency urgency, TimeSpan now)
    {
        if (rules.IsDraining) return DropReason.Draining;
        bool isUrgent = urgency is Urgency.Urgent && _urgent.TryTake(now);
        // The engine keeps some room beyond the limit for calls that are urgent
        if (isCall && !isUrgent && callsNow() >= maxCalls) return DropReason.TooManyCalls;
        if (!isUrgent && rules.Memory.IsLowAt(now)) return DropReason.MemoryLow;
        if (isUrgent) return mailbox.BacklogAt(now).OldestAge > rules.Options.MaxDelay && !mailbox.MayEnter(now) ? DropReason.Overloaded : null;
        // Who asks by OPTIONS whether to send calls here is told what calls are told (RFC 3261 §11.2)
        if (!isCall && IsStrained(now)) return DropReason.Overloaded;
        return mailbox.MayEnter(now) ? null : DropReason.Overloaded;
    }

    private bool IsRepetition(ulong digest)
    {
        lock (_gate) return _letIn.Contains(digest);
    }

    private bool IsStrained(TimeSpan now) => _refusedAt > TimeSpan.MinValue && now - _refusedAt < Strain;
}
