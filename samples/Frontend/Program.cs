using Copr.Frontend;

return await FrontendApplication.RunAsync(args);
