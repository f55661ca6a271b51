using Cmr.Domain.Parties;
using Cmr.Persistence.Audit;
using Cmr.Persistence.Calls;
using Cmr.Persistence.Changes;
using Cmr.Persistence.Content;
using Cmr.Persistence.Notifications;
using Cmr.Persistence.Presentations;
using Cmr.Persistence.Principals;
using Cmr.Persistence.Profiles;
using Cmr.Persistence.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Cmr.Persistence;

/// <summary>Registers what a process needs of the database.</summary>
public static class DatabaseServiceCollectionExtensions
{
    extension(IServiceCollection services)
    {
        /// <summary>What the call path needs: <see cref="IRingingProfileReader"/> with its cache and invalidation, <see cref="ICallRecordWriter"/> and <see cref="IPresentationWriter"/>.</summary>
        /// <param name="configuration">Sections <c>Database</c>, <c>Notifications</c>, <c>Numbering</c> (bound to <see cref="NumberingPlan"/>), <c>Profiles</c> and <c>CallRecords</c>.</param>
        public IServiceCollection AddCmrCallPath(IConfiguration configuration)
        {
            services.AddCmrDatabase(configuration);
            services.AddOptions<RingingProfileOptions>().Bind(configuration.GetSection(RingingProfileOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
            services.AddOptions<CallRecordOptions>().Bind(configuration.GetSection(CallRecordOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
            services.TryAddSingleton<RingingProfileCache>();
            services.TryAddSingleton<IRingingProfileReader, RingingProfileReader>();
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IChangeFollower, RingingProfileCache>(provider => provider.GetRequiredService<RingingProfileCache>()));
            services.TryAddSingleton<CallRecordWriter>();
            services.TryAddSingleton<ICallRecordWriter>(provider => provider.GetRequiredService<CallRecordWriter>());
            services.AddHostedService(provider => provider.GetRequiredService<CallRecordWriter>());
            services.TryAddSingleton<PresentationWriter>();
            services.TryAddSingleton<IPresentationWriter>(provider => provider.GetRequiredService<PresentationWriter>());
            services.AddHostedService(provider => provider.GetRequiredService<PresentationWriter>());
            return services;
        }

        /// <summary>Lets the management side stop presentations of this node; needs an <see cref="IPresentationStopper"/> and what <see cref="AddCmrCallPath"/> registers.</summary>
        public IServiceCollection AddCmrPresentationCommands()
        {
            services.TryAddSingleton<PresentationCommands>();
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IChangeFollower, PresentationCommands>(provider => provider.GetRequiredService<PresentationCommands>()));
            return services.AddHostedService(provider => provider.GetRequiredService<PresentationCommands>());
        }

        /// <summary>What the management side needs: the context factory, change transactions, principals, sessions and the content store.</summary>
        /// <param name="configuration">Sections <c>Database</c>, <c>Notifications</c>, <c>Numbering</c>, <c>Login</c> and <c>Audit</c>.</param>
        public IServiceCollection AddCmrManagement(IConfiguration configuration)
        {
            services.AddCmrDatabase(configuration);
            services.AddPooledDbContextFactory<CmrDbContext>((provider, options) =>
                options.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>()));
            services.AddOptions<LoginOptions>().Bind(configuration.GetSection(LoginOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
            services.AddOptions<AuditOptions>().Bind(configuration.GetSection(AuditOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
            services.TryAddSingleton<ManagementTransactions>();
            services.TryAddSingleton<PrincipalDirectory>();
            services.TryAddSingleton<SessionStore>();
            services.TryAddSingleton<ContentStore>();
            services.TryAddSingleton<PresentationStops>();
            // Nothing listens for changes here, so the cache stays off and every read is fresh
            services.AddOptions<RingingProfileOptions>();
            services.TryAddSingleton<RingingProfileCache>();
            services.TryAddSingleton<IRingingProfileReader, RingingProfileReader>();
            services.TryAddSingleton<AccessSweep>();
            services.TryAddSingleton<PresentationSweep>();
            services.TryAddSingleton<AuditWriter>();
            services.TryAddSingleton<IAuditWriter>(provider => provider.GetRequiredService<AuditWriter>());
            services.AddHostedService(provider => provider.GetRequiredService<AuditWriter>());
            return services;
        }

        private void AddCmrDatabase(IConfiguration configuration)
        {
            services.AddOptions<DatabaseOptions>().Bind(configuration.GetSection(DatabaseOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
            services.TryAddSingleton(TimeProvider.System);
            services.TryAddSingleton(configuration.GetSection("Numbering").Get<NumberingPlan>() ?? new NumberingPlan());
            services.AddOptions<NotificationOptions>().Bind(configuration.GetSection(NotificationOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
            services.TryAddSingleton(provider => CreateDataSource(provider.GetRequiredService<IOptions<DatabaseOptions>>().Value));
            services.TryAddSingleton<CachedSystemSettings>();
            services.TryAddSingleton<ISystemSettings>(provider => provider.GetRequiredService<CachedSystemSettings>());
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IChangeFollower, CachedSystemSettings>(provider => provider.GetRequiredService<CachedSystemSettings>()));
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ChangeListener>());
        }
    }

    /// <summary>Makes the one data source of a process. Statements are prepared on first use and stay prepared on their connection.</summary>
    /// <param name="options">Where the database is.</param>
    public static NpgsqlDataSource CreateDataSource(DatabaseOptions options)
    {
        NpgsqlConnectionStringBuilder connection = new(options.ConnectionString)
        {
            MaxPoolSize = options.MaximumConnections,
            Timeout = (int)options.ConnectTimeout.TotalSeconds,
            CommandTimeout = (int)options.CommandTimeout.TotalSeconds,
            MaxAutoPrepare = 64,
            AutoPrepareMinUsages = 1,
        };
        return new NpgsqlDataSourceBuilder(connection.ConnectionString).Build();
    }
}
