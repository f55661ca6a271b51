using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cmr.Cli.Tracing;

/// <summary>Source-generated JSON of traces.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(TracedMessage))]
internal sealed partial class TraceJson : JsonSerializerContext;
