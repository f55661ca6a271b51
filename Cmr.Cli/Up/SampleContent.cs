using Cmr.Cli.Instance;
using Cmr.Cli.Provisioning;
using Cmr.Contracts.Client;

namespace Cmr.Cli.Up;

/// <summary>First-run sample content, so that a new instance has something to subscribe to.</summary>
internal static class SampleContent
{
    private static readonly (string ResourceId, SampleFile File)[] Samples = [("sample-melody", SampleFile.Melody), ("sample-greeting", SampleFile.Greeting)];

    /// <summary>Publishes what is missing. A refusal is told and does not stop the start: samples are no part of the service.</summary>
    public static async Task EnsureAsync(InstanceFolder folder, InstanceState state, IProgressView progress, CancellationToken cancellationToken)
    {
        string done = Path.Combine(folder.Root, "samples.done");
        if (File.Exists(done) || OperatorCredentials.Load(folder) is not { } operatorCredentials) return;
        try
        {
            await using ManagementClient management = await ManagementClient.OpenAsync(state, operatorCredentials, TimeProvider.System, cancellationToken);
            foreach ((string resourceId, SampleFile file) in Samples)
                if (!await management.HasResourceAsync(resourceId, cancellationToken)) await management.PublishAsync(resourceId, file, cancellationToken);
            await File.WriteAllTextAsync(done, "", cancellationToken);
        }
        catch (Exception refused) when (refused is RefusedException or HttpRequestException or SoapFaultException or SoapResponseException)
        {
            progress.Say("sample content was not published: " + refused.Message);
        }
    }
}
