using System.Text.Json;
using System.Text.Json.Serialization;

namespace Cmr.Contracts.MediaControl;

/// <summary>Source-generated JSON of the upload and content endpoints.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.Strict, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, MaxDepth = 8)]
[JsonSerializable(typeof(ContentBinding))]
[JsonSerializable(typeof(UploadReceipt))]
[JsonSerializable(typeof(UploadRefusal))]
public sealed partial class ContentJsonContext : JsonSerializerContext;
