namespace Cmr.Cli.Instance;

/// <summary>The three processes of an instance, in the order they start.</summary>
internal static class ProcessNames
{
    public const string Service = "service";
    public const string Media = "media";
    public const string Sip = "sip";
    public const string Supervisor = "up";

    public static IReadOnlyList<string> InStartOrder { get; } = [Service, Media, Sip];

    public static string ProjectOf(string process) => process switch
    {
        Service => "Cmr.Service",
        Media => "Cmr.Media",
        _ => "Cmr.Sip",
    };
}
