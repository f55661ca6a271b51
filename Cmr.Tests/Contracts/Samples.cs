using System.Xml.Linq;
using Cmr.Cli.Replay;

namespace Cmr.Tests.Contracts;

/// <summary>The scenarios of <c>wsdl/samples</c>, with values of the right type where they have placeholders.</summary>
internal static class Samples
{
    private static readonly XNamespace Envelope = "http://schemas.xmlsoap.org/soap/envelope/";
    private static readonly XNamespace Contract = ContractSchemas.Namespace;

    public static string Folder { get; } = Path.Combine(ContractSchemas.Folder, "samples");

    public static IReadOnlyList<SampleScenario> Scenarios { get; } = [.. SampleFolder.Load(Folder), .. SampleFolder.Load(Path.Combine(Folder, "during-a-call"))];

    /// <summary>Every SOAP step by the name <c>scenario/step</c>.</summary>
    public static IReadOnlyDictionary<string, SampleStep> Steps { get; } = Scenarios
        .SelectMany(scenario => scenario.Steps.Where(step => step.Kind is not StepKind.Http).Select(step => (Name: $"{scenario.Name}/{step.Name}", Step: step)))
        .ToDictionary(named => named.Name, named => named.Step);

    /// <summary>Operations that have a request and a response which says that all is well.</summary>
    public static IReadOnlySet<string> Operations { get; } = Steps.Values.Where(IsSuccess).Select(step => step.Operation).ToHashSet();

    /// <summary>Whether the operation has a sample that is carried out.</summary>
    public static bool Has(string operation) => Operations.Contains(operation);

    /// <summary>The body element of a request that is carried out.</summary>
    public static string Request(string operation) => BodyOf(RichestRequest(operation).RequestFile);

    /// <summary>The whole envelope of that request.</summary>
    public static string RequestEnvelope(string operation) => Filled(RichestRequest(operation).RequestFile).ToString();

    /// <summary>The body element of the response that holds most.</summary>
    public static string Response(string operation) => BodyOf(RichestResponse(operation).ExpectedFile);

    /// <summary>The whole envelope of that response.</summary>
    public static string ResponseEnvelope(string operation) => Filled(RichestResponse(operation).ExpectedFile).ToString();

    /// <summary>The envelope of a fault of the client.</summary>
    public static string FaultEnvelope() => Filled(Steps.Values.First(step => step.Kind is StepKind.Fault).ExpectedFile).ToString();

    /// <summary>The body element of a file as text.</summary>
    public static string BodyOf(string file) => Filled(file).Descendants(Envelope + "Body").Single().Elements().Single().ToString();

    /// <summary>The status code that the step expects; <see langword="null"/> for a fault.</summary>
    public static string? StatusCodeOf(SampleStep step) =>
        (string?)SampleXml.Read(SampleText.Read(step.ExpectedFile)).Descendants(Contract + "StatusCode").FirstOrDefault();

    private static bool IsSuccess(SampleStep step) => step.Kind is StepKind.Response && !step.IsInvalidOnPurpose && StatusCodeOf(step) == "0";

    private static SampleStep RichestRequest(string operation) => Richest(operation, step => step.RequestFile);

    private static SampleStep RichestResponse(string operation) => Richest(operation, step => step.ExpectedFile);

    private static SampleStep Richest(string operation, Func<SampleStep, string> file) =>
        Steps.Values.Where(step => step.Operation == operation && IsSuccess(step)).MaxBy(step => new FileInfo(file(step)).Length)
        ?? throw new InvalidOperationException($"{operation} has no sample");

    private static XDocument Filled(string file) => SampleFilling.Fill(SampleXml.Read(SampleText.Read(file)));
}
