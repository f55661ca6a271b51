using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cmr.Sip.Tracing;

/// <summary>Source-generated JSON of traces.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TraceLine))]
internal sealed partial class TraceJsonContext : JsonSerializerContext;
