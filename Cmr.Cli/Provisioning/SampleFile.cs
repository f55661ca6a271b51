namespace Cmr.Cli.Provisioning;

/// <summary>A sound file that comes with the command.</summary>
/// <param name="FileName">Below <c>Samples/</c>.</param>
/// <param name="Format">Media type of RFC 2046.</param>
/// <param name="Name">Name of the resource made from it.</param>
internal sealed record SampleFile(string FileName, string Format, string Name)
{
    public static SampleFile Melody { get; } = new("melody.mp3", "audio/mpeg", "Sample melody");

    public static SampleFile Greeting { get; } = new("greeting.wav", "audio/wav", "Sample greeting");

    public string Path => System.IO.Path.Combine(AppContext.BaseDirectory, "Samples", FileName);
}
