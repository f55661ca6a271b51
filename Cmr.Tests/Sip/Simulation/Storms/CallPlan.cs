namespace Cmr.Tests.Sip.Simulation.Storms;

/// <summary>What the parties of one call are up to; all of it follows from the seed and the number of the call.</summary>
internal sealed class CallPlan
{
    private readonly Random _random;

    public CallPlan(int seed, int index, Weather weather)
    {
        _random = new Random((seed * 7919) + index);
        CallerStreams = _random.NextDouble() < weather.Streams;
        CalledStreams = _random.NextDouble() < weather.Streams;
        StartsAt = Within(0, 30);
        Supports100Rel = !Chance(6);
        Requires100Rel = Supports100Rel && Chance(8);
        SupportsUpdate = !Chance(6);
        EarlyMedia = !Chance(4);
        OffersLate = Chance(8);
        CallerLines = CalledLines = Chance(4) ? 2 : 1;
        IgnoredAnswers = Chance(8) ? _random.Next(1, 4) : 0;
        NeverPracks = Chance(40);
        NeverAcks = Chance(40);
        PracksWithOffer = Chance(15);
        GivesUpAfter = Chance(6) ? Within(0, 5) : Within(20, 200);
        TalkTime = Within(0, 20);
        HangsUp = _random.Next(3);
        Tags = Chance(6) ? _random.Next(2, 4) : 1;
        Fate = _random.Next(12) switch { < 7 => CallFate.Answered, 7 or 8 => CallFate.Refused, 9 => CallFate.Silent, 10 => CallFate.RingsOn, _ => CallFate.AnsweredTwice };
        RefusalStatus = new[] { 302, 400, 404, 408, 480, 486, 487, 488, 500, 503, 600, 603 }[_random.Next(12)];
        ReliableRinging = !Chance(2);
        RepeatsAnswer = Chance(8);
        FailsOver = Chance(10);
        RefusesUpdates = Chance(8) ? new[] { 491, 488, 500 }[_random.Next(3)] : null;
        PracticesMischief = Chance(6);
        StopsPresentation = Chance(8) ? Within(1, 6) : null;
        WorkerDies = Chance(12) ? Within(1, 6) : null;
        EarlyOffers = Chance(5);
    }

    public bool CallerStreams { get; }

    public bool CalledStreams { get; }

    public TimeSpan StartsAt { get; }

    public bool Supports100Rel { get; }

    public bool Requires100Rel { get; }

    public bool SupportsUpdate { get; }

    public bool EarlyMedia { get; }

    /// <summary>The INVITE has no description.</summary>
    public bool OffersLate { get; }

    /// <summary>Media lines of the caller's offers.</summary>
    public int CallerLines { get; }

    public int CalledLines { get; }

    /// <summary>The caller overhears so many 2xx before it acknowledges.</summary>
    public int IgnoredAnswers { get; }

    public bool NeverPracks { get; }

    public bool NeverAcks { get; }

    public bool PracksWithOffer { get; }

    public TimeSpan GivesUpAfter { get; }

    public TimeSpan TalkTime { get; }

    /// <summary>0: the caller hangs up, 1: the called party, 2: both at once.</summary>
    public int HangsUp { get; }

    /// <summary>Phones behind the called address, each with a To tag.</summary>
    public int Tags { get; }

    public CallFate Fate { get; }

    public int RefusalStatus { get; }

    public bool ReliableRinging { get; }

    /// <summary>The called party sends its 2xx once more after the ACK.</summary>
    public bool RepeatsAnswer { get; }

    /// <summary>The called name leads to a silent server before the real one.</summary>
    public bool FailsOver { get; }

    /// <summary>What the caller's first UPDATE from the node gets.</summary>
    public int? RefusesUpdates { get; }

    /// <summary>Parties send what fits nowhere: wrong RAck, old CSeq, an ACK for nothing, a second BYE, an INVITE again.</summary>
    public bool PracticesMischief { get; }

    /// <summary>Somebody stops the presentation so long after the call began.</summary>
    public TimeSpan? StopsPresentation { get; }

    public TimeSpan? WorkerDies { get; }

    /// <summary>Parties change their session before the answer, too.</summary>
    public bool EarlyOffers { get; }

    /// <summary>Choices from here on are made while the call runs, in its own order.</summary>
    public Random Random => _random;

    public bool Chance(int oneIn) => _random.Next(oneIn) == 0;

    public TimeSpan Within(double fromSeconds, double toSeconds) => TimeSpan.FromSeconds(fromSeconds + (_random.NextDouble() * (toSeconds - fromSeconds)));

    public override string ToString() =>
        $"{Fate}, {(CallerStreams ? "TCP" : "UDP")} to {(CalledStreams ? "TCP" : "UDP")}, 100rel {Supports100Rel}/{Requires100Rel}, UPDATE {SupportsUpdate}, PEM {EarlyMedia}, late offer {OffersLate}, tags {Tags}, reliable {ReliableRinging}, mischief {PracticesMischief}, fails over {FailsOver}, gives up {GivesUpAfter.TotalSeconds:0.0}, talks {TalkTime.TotalSeconds:0.0}";
}
