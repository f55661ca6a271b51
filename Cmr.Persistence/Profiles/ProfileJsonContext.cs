using System.Text.Json;
using System.Text.Json.Serialization;
using Cmr.Domain.Choosing;
using Cmr.Domain.Content;
using Cmr.Domain.Rules;

namespace Cmr.Persistence.Profiles;

/// <summary>The JSON form of profiles, rules and resources in the database.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RingingProfile))]
[JsonSerializable(typeof(PresentationRule))]
[JsonSerializable(typeof(FilterRule))]
[JsonSerializable(typeof(List<RingingResource>))]
internal sealed partial class ProfileJsonContext : JsonSerializerContext;
