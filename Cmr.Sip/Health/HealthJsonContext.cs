using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cmr.Sip.Health;

/// <summary>Source-generated JSON of the health endpoint.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HealthReport))]
internal sealed partial class HealthJsonContext : JsonSerializerContext;
