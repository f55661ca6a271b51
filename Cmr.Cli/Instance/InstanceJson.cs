using System.Text.Json.Serialization;
using Cmr.Cli.Status;

namespace Cmr.Cli.Instance;

/// <summary>JSON of the files and reports of an instance.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(InstanceState))]
[JsonSerializable(typeof(OperatorCredentials))]
[JsonSerializable(typeof(StatusReport))]
internal sealed partial class InstanceJson : JsonSerializerContext;
