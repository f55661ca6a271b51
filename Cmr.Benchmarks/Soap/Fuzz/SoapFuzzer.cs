using System.Diagnostics;
using System.Text;
using System.Xml;
using Cmr.Contracts.Soap;
using Cmr.Soap.Dispatch;
using Cmr.Soap.Envelope;
using Cmr.Soap.Faults;
using Cmr.Soap.Hosting;

namespace Cmr.Benchmarks.Soap.Fuzz;

/// <summary>Sends damaged requests through everything that reads them, in this process. Every case follows from the seed and its number alone.</summary>
internal sealed class SoapFuzzer
{
    private const long MaxAllocatedBytes = 16 * 1024 * 1024;
    private static readonly TimeSpan MaxDuration = TimeSpan.FromSeconds(1);

    private readonly int _seed;
    private readonly RequestMutator _mutator;
    private readonly XmlPool _pool = new(new SoapOptions());
    private readonly DocumentReader _soap11;
    private readonly DocumentReader _soap12;
    private long _valid;
    private long _refused;

    /// <param name="samples">Requests as clients send them.</param>
    /// <param name="seed">Another seed, other cases.</param>
    public SoapFuzzer(IReadOnlyList<byte[]> samples, int seed)
    {
        _seed = seed;
        _mutator = new RequestMutator(samples);
        SoapService service = new(Operations()) { Name = "Fuzz", KnownHeaders = [ContractNames.SessionKey] };
        _soap11 = new DocumentReader(service, SoapVersion.Soap11, _pool, TimeProvider.System);
        _soap12 = new DocumentReader(service, SoapVersion.Soap12, _pool, TimeProvider.System);
    }

    /// <summary>Cases that were read to their end.</summary>
    public long Valid => Interlocked.Read(ref _valid);

    /// <summary>Cases that were answered with a fault.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>All requests among the samples of the contract.</summary>
    public static IReadOnlyList<byte[]> SamplesBelow(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.request.xml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    /// <summary>Runs cases on all processors.</summary>
    /// <returns>What is wrong, with the seed and the number of the case; empty when nothing is.</returns>
    public IReadOnlyList<string> Run(int first, int count, CancellationToken cancellationToken)
    {
        List<string> failures = [];
        Parallel.For(first, first + count, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount }, (number, loop) =>
        {
            if (RunOne(number) is not { } failure) return;
            lock (failures) failures.Add(failure);
            if (failures.Count >= 10) loop.Stop();
        });
        return failures;
    }

    /// <summary>The document of a case, to look at it.</summary>
    public byte[] Make(int number) => _mutator.Make(new Random(HashCode(number)));

    private string? RunOne(int number)
    {
        byte[] document = Make(number);
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        long started = Stopwatch.GetTimestamp();
        string? failure = ReadAndWrite(document);
        TimeSpan took = Stopwatch.GetElapsedTime(started);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        if (took > MaxDuration) failure ??= $"took {took.TotalSeconds:F1} s";
        if (allocated > MaxAllocatedBytes) failure ??= $"allocated {allocated} octets";
        return failure is null ? null : $"seed {_seed}, case {number}: {failure}\n{Encoding.UTF8.GetString(document)}";
    }

    private string? ReadAndWrite(byte[] document)
    {
        bool isSoap12 = document.AsSpan().IndexOf("2003/05/soap-envelope"u8) >= 0;
        SoapRequest request;
        try
        {
            request = (isSoap12 ? _soap12 : _soap11).Read(document, Charset.Unspecified);
            Interlocked.Increment(ref _valid);
        }
        catch (Exception e) when (e is SoapFaultException or XmlException)
        {
            Interlocked.Increment(ref _refused);
            return null;
        }
        catch (Exception e)
        {
            return e.ToString();
        }

        PooledXmlWriter response = _pool.RentWriter();
        try
        {
            request.Operation.Write(response.Writer, request.Input);
            response.Writer.Flush();
            return null;
        }
        catch (Exception e)
        {
            return "what was read as valid cannot be written: " + e;
        }
        finally
        {
            _pool.Return(response);
        }
    }

    /// <summary>Neighbouring numbers must not give alike cases.</summary>
    private int HashCode(int number) => unchecked((int)((uint)_seed * 2654435761u) ^ (int)((uint)number * 2246822519u));

    private static IEnumerable<ISoapOperation> Operations() =>
        ContractServices.All.SelectMany(service => service.Operations).DistinctBy(operation => operation.Name).Select(operation =>
            (ISoapOperation)Activator.CreateInstance(typeof(FuzzOperation<,>).MakeGenericType(operation.RequestType, operation.ResponseType), operation)!); // a class is never null
}
