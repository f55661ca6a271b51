using System.Collections.Immutable;
using Cmr.Domain.Rules;

namespace Cmr.Domain.Boxes;

/// <summary>Which of a box's entries one call presents, and in which order. Pure: the same call gets the same answer.</summary>
public static class BoxOrder
{
    /// <summary>Picks among the entries that could be presented.</summary>
    /// <param name="mode">The mode of the box.</param>
    /// <param name="candidates">Entries whose resources may be presented in this call, in the order of the box.</param>
    /// <param name="all">All entries of the box: slots end where the next one begins, whether that one can be presented or not.</param>
    /// <param name="clock">Time of day on the subscriber's wall clock.</param>
    /// <param name="turn">Number of this call among those of the subscriber, from 0.</param>
    /// <param name="seed">Differs from call to call; what is left to chance in one call follows from it.</param>
    /// <param name="subscriberSeed">Is the same for all calls of a subscriber; the order of a shuffled box follows from it.</param>
    /// <returns>The entries to present, in order; empty when there is none for this call.</returns>
    public static ImmutableArray<BoxEntry> Pick(
        PresentationMode mode, ImmutableArray<BoxEntry> candidates, ImmutableArray<BoxEntry> all, TimeOnly clock, long turn, ulong seed, ulong subscriberSeed)
    {
        if (candidates.IsDefaultOrEmpty)
            return [];
        return mode switch
        {
            PresentationMode.Sequence => [candidates[(int)((ulong)turn % (ulong)candidates.Length)]],
            PresentationMode.SingleRandom => [candidates[(int)(Mix(ref seed) % (ulong)candidates.Length)]],
            PresentationMode.Shuffle => [Shuffled(candidates, turn, subscriberSeed)],
            PresentationMode.TimeSlot => Slot(candidates, all, clock),
            _ => candidates,
        };
    }

    // Every round over the box is a permutation of its own, so nothing has to be remembered but the turn
    private static BoxEntry Shuffled(ImmutableArray<BoxEntry> entries, long turn, ulong subscriberSeed)
    {
        (ulong round, ulong place) = Math.DivRem((ulong)turn, (ulong)entries.Length);
        ulong state = subscriberSeed + round;
        state = Mix(ref state);
        ImmutableArray<BoxEntry>.Builder shuffled = entries.ToBuilder();
        for (int last = shuffled.Count - 1; last > 0; last--)
        {
            int other = (int)(Mix(ref state) % (ulong)(last + 1));
            (shuffled[last], shuffled[other]) = (shuffled[other], shuffled[last]);
        }
        return shuffled[(int)place];
    }

    private static ImmutableArray<BoxEntry> Slot(ImmutableArray<BoxEntry> candidates, ImmutableArray<BoxEntry> all, TimeOnly clock)
    {
        ImmutableArray<TimeEntry> slots = [.. all.Where(entry => entry.StartTime is not null).Select(ToSlot)];
        BoxEntry? now = candidates.FirstOrDefault(entry => entry.StartTime is not null && ToSlot(entry).Holds(clock, slots))
            ?? candidates.FirstOrDefault(entry => entry.StartTime is null);
        return now is null ? [] : [now];
    }

    private static TimeEntry ToSlot(BoxEntry entry) => new(entry.StartTime ?? default, entry.EndTime, []);

    // SplitMix64: small, and the same on every node and version, which System.Random does not promise
    private static ulong Mix(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
