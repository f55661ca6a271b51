using System.Globalization;

namespace Cmr.Benchmarks.Management;

/// <summary>The requests of the benchmark, each about another subscriber.</summary>
internal sealed class ManagementLoad(ManagementDatabase database, string sessionKey)
{
    private static readonly string Run = Guid.NewGuid().ToString("N");
    private int _reads = -1;
    private int _subscriptions = -1;

    /// <summary>GetPersonalResourceLibrary of 50 entries.</summary>
    public string ReadLibrary()
    {
        string subscriber = database.SubscriberId(Interlocked.Increment(ref _reads) * 2 % ManagementDatabase.Active);
        return Envelope("GetPersonalResourceLibrary", $"<cmr:SubscriberId>{subscriber}</cmr:SubscriberId>");
    }

    /// <summary>SubscribeCmrResource with something that the subscriber does not have yet.</summary>
    public string Subscribe()
    {
        const int Subscribing = ManagementDatabase.Active / 2;
        int number = Interlocked.Increment(ref _subscriptions);
        string transaction = string.Create(CultureInfo.InvariantCulture, $"{Run}-{number}");
        return Envelope(
            "SubscribeCmrResource",
            $"<cmr:TransactionId>{transaction}</cmr:TransactionId><cmr:SubscriberId>{database.SubscriberId(number % Subscribing * 2 + 1)}</cmr:SubscriberId><cmr:ResourceId>{ManagementDatabase.ResourceId(number / Subscribing)}</cmr:ResourceId>");
    }

    private string Envelope(string operation, string parameters) =>
        $"""<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:cmr="urn:oma:cmr:1.0"><s:Header><cmr:SessionKey>{sessionKey}</cmr:SessionKey></s:Header><s:Body><cmr:{operation}Request>{parameters}</cmr:{operation}Request></s:Body></s:Envelope>""";
}
