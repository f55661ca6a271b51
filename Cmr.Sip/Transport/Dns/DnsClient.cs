using System.Net;
using System.Net.Sockets;
using Cmr.Protocols.Dns;

namespace Cmr.Sip.Transport.Dns;

/// <summary>Looks up records and keeps them as long as they live, negative answers shortly. Failures to get an answer are not kept.</summary>
internal sealed class DnsClient(IReadOnlyList<IPEndPoint> servers, DnsOptions options, TimeProvider time)
{
    private const int MaxKept = 4096;
    private const int Rounds = 2;
    private static readonly TimeSpan SilenceMemory = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPositive = TimeSpan.FromHours(1);
    private readonly Lock _gate = new();
    private long _silentUntil = long.MinValue;
    private readonly Dictionary<DnsQuestion, (IReadOnlyList<DnsRecord> Records, long Until)> _kept = [];

    public DnsCounters Counters { get; } = new();

    /// <summary>Records of a name, aliases followed by the server.</summary>
    /// <returns>Empty when there are none; <see langword="null"/> when no server said anything useful.</returns>
    public async Task<IReadOnlyList<DnsRecord>?> LookUpAsync(string name, DnsRecordType type, CancellationToken cancellationToken)
    {
        DnsQuestion question = new(name.TrimEnd('.').ToLowerInvariant(), type);
        if (Kept(question) is { } kept)
        {
            Counters.CountKept();
            return kept;
        }

        if (time.GetTimestamp() < Volatile.Read(ref _silentUntil))
        {
            Counters.CountGivenUp();
            return null;
        }

        for (int round = 0; round < Rounds; round++)
        {
            foreach (IPEndPoint server in servers)
            {
                if (await AskAsync(server, question, cancellationToken) is { Code: DnsResponseCode.NoError or DnsResponseCode.NameError } response)
                {
                    Counters.CountAnswered();
                    return Keep(question, response);
                }

                Counters.CountFailed();
            }
        }

        Counters.CountGivenUp();
        // With all servers silent, the next question need not find that out again
        Volatile.Write(ref _silentUntil, time.GetTimestamp() + (long)(SilenceMemory.TotalSeconds * time.TimestampFrequency));
        return null;
    }

    private async Task<DnsResponse?> AskAsync(IPEndPoint server, DnsQuestion question, CancellationToken cancellationToken)
    {
        using CancellationTokenSource timeout = new(options.Timeout, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await DnsExchange.AskAsync(server, question, either.Token);
        }
        catch (Exception exception) when (exception is SocketException or IOException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }

    private IReadOnlyList<DnsRecord>? Kept(DnsQuestion question)
    {
        lock (_gate) return _kept.TryGetValue(question, out (IReadOnlyList<DnsRecord> Records, long Until) kept) && time.GetTimestamp() < kept.Until ? kept.Records : null;
    }

    private List<DnsRecord> Keep(DnsQuestion question, DnsResponse response)
    {
        List<DnsRecord> records = RecordsOf(question, response);
        TimeSpan negative = response.Authority.OfType<DnsRecord.Zone>().Select(zone => zone.TimeToLive).Append(options.LongestNegative).Min();
        TimeSpan lifetime = records.Count > 0 ? response.Answers.Select(record => record.TimeToLive).Append(LongestPositive).Min() : negative;
        lock (_gate)
        {
            if (_kept.Count >= MaxKept) _kept.Clear();
            _kept[question] = (records, time.GetTimestamp() + (long)(lifetime.TotalSeconds * time.TimestampFrequency));
        }

        return records;
    }

    // Only what belongs to the name asked for, by way of its aliases; a server's other gifts are not taken
    private static List<DnsRecord> RecordsOf(DnsQuestion question, DnsResponse response)
    {
        string name = question.Name;
        for (int hops = 0; hops < 8 && response.Answers.OfType<DnsRecord.Alias>().FirstOrDefault(alias => alias.Name == name) is { } alias; hops++) name = alias.Target;
        return [.. response.Answers.Where(record => record.Name == name && record is not (DnsRecord.Alias or DnsRecord.Zone))];
    }
}
