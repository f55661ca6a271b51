using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cmr.Contracts.MediaControl;

/// <summary>Writes a <see cref="MediaSessionId"/> as a JSON string holding the UUID.</summary>
public sealed class MediaSessionIdJsonConverter : JsonConverter<MediaSessionId>
{
    /// <inheritdoc/>
    public override MediaSessionId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetGuid());

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, MediaSessionId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
