namespace Cmr.Sip.MediaClient;

/// <summary>Registers the media client.</summary>
internal static class MediaClientServiceCollectionExtensions
{
    /// <summary>Adds <see cref="IMediaPlane"/> over the workers of section <c>Media</c>. Needs <see cref="Contracts.MediaControl.InstanceKeys"/> and <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddMediaClient(this IServiceCollection services)
    {
        services.AddOptions<MediaClientOptions>()
            .BindConfiguration("Media")
            .ValidateDataAnnotations()
            .Validate(options => options.Workers.All(worker => WorkerAddress.TryParse(worker, out _)), "Media:Workers must be host:port")
            .ValidateOnStart();
        services.AddSingleton<MediaPlane>().AddSingleton<IMediaPlane>(provider => provider.GetRequiredService<MediaPlane>());
        return services.AddHostedService(provider => provider.GetRequiredService<MediaPlane>());
    }
}
