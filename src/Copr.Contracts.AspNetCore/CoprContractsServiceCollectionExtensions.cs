using Copr.Contracts;
using Copr.Contracts.AspNetCore;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the contract to an application.</summary>
public static class CoprContractsServiceCollectionExtensions
{
    /// <summary>Adds the contract to minimal APIs and MVC: JSON options that read and write the contract's types, the contract's schemas in
    /// OpenAPI documents, and problem details for a request whose body breaks the contract.</summary>
    /// <remarks>To get the reason, this sets <see cref="RouteHandlerOptions.ThrowOnBadRequest"/> and unsets
    /// <see cref="JsonOptions.AllowInputFormatterExceptionMessages"/>. Other bad requests are answered as before, with two differences in
    /// minimal APIs: filters of an endpoint do not run if a parameter cannot be bound, and a <see cref="BadHttpRequestException"/> that the
    /// application throws becomes its status, unless the application has set <see cref="RouteHandlerOptions.ThrowOnBadRequest"/> itself.
    /// </remarks>
    /// <param name="services">The application's services.</param>
    /// <param name="mode">How closely a body must follow the contract; that of the last call, if there are several.</param>
    /// <exception cref="ArgumentNullException">The services are null.</exception>
    public static IServiceCollection AddCoprContracts(this IServiceCollection services, ReadingMode mode = ReadingMode.Strict)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.AddCoprContracts(mode));
        services.Configure<JsonOptions>(options => options.JsonSerializerOptions.AddCoprContracts(mode));
        if (services.Any(static service => service.ServiceType == typeof(MinimalApiProblems)))
        {
            return services;
        }

        // After the transformer of the generator, which describes a type by its comment in C#.
        services.PostConfigureAll<OpenApiOptions>(static options => options.AddSchemaTransformer(new ContractSchemaTransformer()));

        services.AddSingleton(static _ => new MinimalApiProblems());
        services.AddSingleton<MatcherPolicy>(static provider => provider.GetRequiredService<MinimalApiProblems>());
        services.AddOptions<RouteHandlerOptions>().PostConfigure<MinimalApiProblems>(static (options, problems) =>
            (problems.AreThrown, options.ThrowOnBadRequest) = (options.ThrowOnBadRequest, true));

        services.AddSingleton(static _ => new MvcProblems());
        services.AddOptions<MvcOptions>().Configure<MvcProblems>(static (options, problems) => options.Filters.Add(problems));
        services.AddOptions<JsonOptions>().PostConfigure<MvcProblems>(static (options, problems) =>
            (problems.AreMessagesShown, options.AllowInputFormatterExceptionMessages) =
            (options.AllowInputFormatterExceptionMessages, false));
        return services;
    }
}
