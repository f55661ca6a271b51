using System.Xml;

namespace Cmr.Soap.Dispatch;

/// <summary>One operation of a service, stateless and safe for any number of requests at once. Usually a <see cref="SoapOperation{TInput, TOutput}"/>.</summary>
public interface ISoapOperation
{
    /// <summary>Name of the operation, for people.</summary>
    string Name { get; }

    /// <summary>What it does, for people.</summary>
    string Description { get; }

    /// <summary>The body element that calls the operation.</summary>
    XmlQualifiedName RequestElement { get; }

    /// <summary>Reads the request.</summary>
    /// <param name="body">Stands on the start tag of <see cref="RequestElement"/>; must be left behind its end tag.</param>
    /// <returns>The request as <see cref="ExecuteAsync"/> takes it.</returns>
    /// <exception cref="XmlException">The text is not well-formed; answered with a Client fault.</exception>
    /// <exception cref="Faults.SoapFaultException">The request is invalid in a way that the operation cannot answer.</exception>
    object Read(XmlReader body);

    /// <summary>Does the work. Called after the whole request was found to be well-formed.</summary>
    /// <param name="input">What <see cref="Read"/> returned.</param>
    /// <param name="context">The request's surroundings.</param>
    /// <param name="cancellationToken">Signalled when the client went away.</param>
    /// <returns>The response as <see cref="Write"/> takes it.</returns>
    ValueTask<object> ExecuteAsync(object input, SoapContext context, CancellationToken cancellationToken);

    /// <summary>Answers a request whose execution ended in an unforeseen exception, which is logged already.</summary>
    /// <param name="input">What <see cref="Read"/> returned.</param>
    /// <param name="incidentId">The id under which the exception is logged.</param>
    /// <returns>A response, or <see langword="null"/> for a Server fault.</returns>
    object? AnswerFailure(object input, string incidentId);

    /// <summary>Writes the response element.</summary>
    /// <param name="writer">Takes one element.</param>
    /// <param name="output">The response.</param>
    void Write(XmlWriter writer, object output);
}
