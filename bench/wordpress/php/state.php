<?php
// What the database of WordPress holds, in JSON: the truth that a crawl is measured by.
require __DIR__ . '/load.php';
$posts = get_posts( array( 'post_type' => array( 'post', 'page', 'document', 'dossier' ), 'post_status' => 'any', 'numberposts' => -1 ) );
echo wp_json_encode( array(
	'version' => get_bloginfo( 'version' ),
	'theme'   => get_stylesheet(),
	'posts'   => array_map( function ( $post ) {
		return array(
			'slug'     => $post->post_name,
			'type'     => $post->post_type,
			'status'   => $post->post_status,
			'password' => $post->post_password,
			'link'     => get_permalink( $post ),
			'date_gmt' => $post->post_date_gmt,
		);
	}, $posts ),
) );
