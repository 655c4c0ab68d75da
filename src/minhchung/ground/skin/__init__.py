"""The look of the product: page, components, Vietnamese formats, charts, fonts. It knows no room."""
