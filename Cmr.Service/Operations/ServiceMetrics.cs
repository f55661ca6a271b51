using System.Diagnostics.Metrics;
using Cmr.Contracts.Soap;

namespace Cmr.Service.Operations;

/// <summary>Figures of the management interfaces.</summary>
internal sealed class ServiceMetrics
{
    private readonly Counter<long> _answers;

    public ServiceMetrics(IMeterFactory meters) =>
        _answers = meters.Create(MetricsEndpoint.MeterName).CreateCounter<long>("cmr_service_answers_total", description: "Answers by operation and status code");

    public void Answered(string operation, StatusCode code) => _answers.Add(1, new("operation", operation), new("status", (int)code));
}
